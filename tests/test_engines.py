"""copydesk on engines: the findings of a desk, whatever the engine, the number of partitions and the order."""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench._engine_recipes import found_by_desk, found_in, recipes, write_articles

from copydesk import Desk
from copydesk.__main__ import main
from copydesk.config.request import RunOptions
from copydesk.engine.extras import install_command
from copydesk.run.runner import run
from copydesk.run.session import Session
from invented_collection import collection
from test_together import as_rows

pytestmark = pytest.mark.filterwarnings("default")  # the engines warn of what is theirs

COLLECTIONS = Path(__file__).parents[1] / "docs" / "collections.md"
PARTITIONS = [1, 3, 7]
DESK_OF_FILES = Desk()
DESK = Desk({"files": [{"paths": ["*"], "text": "taken-in"}]}, format="markdown")
TEMPLATES = [
    "# The {thing} of {place}\n\n{given} {family} keeps the the {thing}. It stands {number} steps from the weir.\n",
    "{given} {family} opened the {thing} at {place}. {family} was glad. “I will not sell it,” {family_} said.\n",
    "The {thing} at {place} burned down on 31 June {year}.\n\nShare on Facebook\n\nNobody has built another one.\n",
    "“The {thing} is ours, said {given} {family} of {place}.\n\nThe council of {place} met {number} times.\n",
    "The {thing} at {place} is {number} years old, and {given} {family} has the key.\n",
    "<!-- copydesk-disable-file doubled-word -->\n\nThe the {thing} at {place} has {number} ﬁne doors.\n",
    "---\ntitle: The the {thing}\nstory: {place}-{number}\n---\n\n{given} {family} came from from {place}.\n",
]
"""What invented articles say: faults of many kinds, some suppressed, and none."""


def article(number, chance):
    family = chance.choice(["Halloway", "Okonedo", "Brandvold", "Szymanek"])
    return {
        "id": f"article {number}",
        "text": chance.choice(TEMPLATES).format(
            thing=chance.choice(["mill", "ferry", "chapel", "bakery"]),
            place=chance.choice(["Orrest", "Dunmarra", "Veldsand"]),
            given=chance.choice(["Tamsin", "Ines", "Marek"]),
            family=family,
            family_=family.replace("ll", "l").replace("vo", "wo"),
            number=chance.randrange(2, 400),
            year=chance.randrange(1900, 2020),
        ),
    }


@pytest.fixture(scope="module")
def articles():
    chance = random.Random(22)
    made = [article(number, chance) for number in range(160)]
    chance.shuffle(made)
    return made


@pytest.fixture(scope="module")
def expected(articles):
    checked = [DESK.check(each["text"], each["id"]).to_dict() for each in articles]
    rules = {finding["rule"] for each in checked for finding in each["findings"]}
    assert rules >= {"doubled-word", "share-prompt", "impossible-date", "ligature", "unclosed-quote"}
    assert any(not each["findings"] for each in checked)
    return {each["path"]: each for each in checked}


def by_path(rows):
    found = {row["path"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def undone(text, undo):
    for start, end, before in reversed(undo):
        text = text[:start] + before + text[end:]
    return text


# --- Arrow ---


@pytest.fixture
def arrow():
    pytest.importorskip("pyarrow", reason="pip install 'copydesk[collections]' to run this")
    return importlib.import_module("copydesk.services.engines.arrow_scanner")


@pytest.mark.parametrize("partitions", PARTITIONS)
def test_rows_of_arrow(arrow, articles, expected, partitions):
    parts = [arrow.pa.Table.from_pylist(articles[number::partitions]) for number in range(partitions)]
    scanner = arrow.ArrowScanner(DESK)
    assert by_path([row for part in parts for row in scanner.scan_table(part).to_pylist()]) == expected


def test_what_is_cleaned_can_be_undone(arrow, articles):
    table = arrow.ArrowScanner(DESK, cleans=True).scan_table(arrow.pa.Table.from_pylist(articles))
    changed = 0
    for row, given in zip(table.to_pylist(), articles, strict=True):
        changed += row["text"] != given["text"]
        edits = [(each["start"], each["end"], each["text"]) for each in row["undo"]]
        assert undone(row["text"], edits) == given["text"]
        assert "Share on Facebook" not in row["text"]
    assert changed > 40


def test_a_row_without_text_or_name_is_not_lost(arrow):
    rows = [{"id": None, "text": "The the mill."}, {"id": 7, "text": "The mill."}, {"id": 8, "text": None}]
    for row in rows:
        row["id"] = None if row["id"] is None else str(row["id"])
    table = arrow.ArrowScanner(DESK, cleans=True).scan_table(arrow.pa.Table.from_pylist(rows))
    nameless, _, empty = table.to_pylist()
    assert (nameless["path"], [each["rule"] for each in nameless["findings"]]) == (
        "document:1",
        ["doubled-word"],
    )
    assert (empty["complete"], empty["text"], empty["undo"]) == (False, None, None)
    assert "the field “text” holds no text" in empty["findings"][0]["message"]


def test_an_empty_table_has_the_columns(arrow):
    empty = arrow.pa.table({"id": arrow.pa.array([], "string"), "text": arrow.pa.array([], "string")})
    assert arrow.ArrowScanner(DESK).scan_table(empty).schema == arrow.CHECKED


def test_a_column_that_is_not_there_is_named(arrow):
    with pytest.raises(ValueError, match="there is no column “body”; columns: id, text"):
        arrow.ArrowScanner(DESK, text_field="body").scan_table(arrow.pa.table({"id": ["a"], "text": ["A."]}))


@pytest.mark.parametrize(
    ("module", "library", "extra"),
    [
        ("arrow_scanner", "pyarrow", "collections"),
        ("spark", "pyspark", "spark"),
        ("datatrove", "datatrove", "datatrove"),
    ],
)
def test_without_the_extra_it_is_said_what_to_type(module, library, extra):
    if module == "spark":
        pytest.importorskip("pyarrow")
    program = f"import sys; sys.modules[{library!r}] = None\nimport copydesk.services.engines.{module}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert f"type: {install_command(extra)}" in done.stderr.splitlines()[-1]


# --- datatrove ---


@pytest.fixture
def steps():
    pytest.importorskip("datatrove", reason="pip install 'copydesk[datatrove]' to run this")
    return importlib.import_module("copydesk.services.engines.datatrove")


def documents_of(articles):
    from datatrove.data import Document

    return [Document(id=each["id"], text=each["text"]) for each in articles]


@pytest.mark.engines
@pytest.mark.parametrize("partitions", PARTITIONS)
def test_datatrove(steps, articles, expected, partitions, tmp_path):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    for number in range(partitions):
        part = tmp_path / "in" / f"{number}.jsonl"
        part.parent.mkdir(exist_ok=True)
        part.write_text("".join(json.dumps(each) + "\n" for each in articles[number::partitions]))
    pipeline = [
        JsonlReader(str(tmp_path / "in")),
        steps.Annotate(DESK),
        JsonlWriter(str(tmp_path / "checked")),
    ]
    executor = LocalPipelineExecutor(
        pipeline, tasks=partitions, workers=2 if partitions == 3 else 1, logging_dir=str(tmp_path / "logs")
    )
    executor.run()
    assert found_in(tmp_path) == {path: each["findings"] for path, each in expected.items()}


@pytest.mark.engines
def test_datatrove_cleans_and_says_how_to_undo_it(steps, articles):
    step, changed = steps.Clean(Desk(format="text", select="boilerplate")), 0
    for given, document in zip(articles, step.run(documents_of(articles)), strict=True):
        changed += document.text != given["text"]
        said = document.metadata["copydesk"]
        assert said["complete"]
        assert undone(document.text, said["undo"]) == given["text"]
    assert changed == sum("Share on Facebook" in each["text"] for each in articles) > 0


@pytest.mark.engines
def test_datatrove_drops_with_a_reason(steps, articles, expected, tmp_path):
    from datatrove.pipeline.writers import JsonlWriter

    writer = JsonlWriter(str(tmp_path), compression=None)
    kept = [each.id for each in steps.Drop(DESK, exclusion_writer=writer).run(documents_of(articles))]
    assert kept == [each["id"] for each in articles if not expected[each["id"]]["findings"]]
    (file,) = tmp_path.iterdir()
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        findings = row["metadata"]["copydesk"]["findings"]
        assert findings == expected[row["id"]]["findings"]
        assert row["metadata"]["filter_reason"] in {each["rule"] for each in findings}


@pytest.mark.engines
def test_datatrove_lets_nothing_pass_that_was_not_checked(steps):
    long = documents_of([{"id": "long", "text": "The mill is old. " * 100}])
    desk = Desk(format="text", max_megabytes=0.001)
    assert [each.id for each in steps.Annotate(desk).run(long)] == ["long"]
    assert long[0].metadata["copydesk"]["complete"] is False
    assert not next(iter(steps.Clean(desk).run(long))).metadata["copydesk"]["complete"]
    assert not list(steps.Drop(desk, most=99).run(long))
    assert {"copydesk", "copydesk_before", "copydesk_before2"} <= long[0].metadata.keys()


# --- Spark ---


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark", reason="pip install 'copydesk[spark]' to run this")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java here, which Spark needs")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.default.parallelism", "3")
    session = builder.config("spark.driver.host", "localhost").getOrCreate()
    yield session
    session.stop()


@pytest.mark.engines
@pytest.mark.parametrize("partitions", PARTITIONS)
def test_spark(spark, articles, expected, partitions):
    from copydesk.services.engines.arrow_scanner import ArrowScanner
    from copydesk.services.engines.spark import scan_frame

    frame = spark.createDataFrame(articles, "id string, text string").repartition(partitions)
    assert frame.rdd.getNumPartitions() == partitions
    rows = scan_frame(frame, ArrowScanner(DESK)).collect()
    assert by_path([row.asDict(recursive=True) for row in rows]) == expected


@pytest.mark.engines
def test_spark_names_a_column_that_is_not_there_before_anything_runs(spark):
    from copydesk.services.engines.arrow_scanner import ArrowScanner
    from copydesk.services.engines.spark import scan_frame

    with pytest.raises(ValueError, match="there is no column “id”; columns: key, text"):
        scan_frame(spark.createDataFrame([("a", "A.")], "key string, text string"), ArrowScanner(DESK))


@pytest.mark.engines
@pytest.mark.slow
@pytest.mark.parametrize(("number", "partitions"), [(60, 3), *((400, each) for each in PARTITIONS)])
def test_spark_compares_as_check_does(spark, number, partitions, tmp_path, monkeypatch):
    from copydesk.services.engines.spark_together.compared_frame import compare_frame

    texts = collection(number)
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    of_files = run(Session(RunOptions(isolated=True, use_cache=False)), [tmp_path]).findings
    shuffled = random.Random(partitions).sample(sorted(texts.items()), number)
    frame = spark.createDataFrame(shuffled, "id string, text string").repartition(partitions)
    rows = [row.asDict(recursive=True) for row in compare_frame(frame, DESK_OF_FILES).collect()]
    assert by_path(rows).keys() == texts.keys()
    found = [finding for row in rows for finding in row["findings"]]
    assert as_rows(found) == as_rows(of_files)
    assert {"altered-quote", "repeated-line", "name-differs-from-source"} <= {each["rule"] for each in found}


@pytest.mark.engines
def test_spark_hands_on_what_has_one_key_as_a_stream_in_order(spark):
    from copydesk.services.engines.spark_together.shuffles import for_each_key, with_number

    key = "kind int, word string"
    names = [f"{number:05}" for number in random.Random(3).sample(range(20_000), 20_000)]
    given = [*(((1, "much"), name) for name in names), ((1, "little"), "é"), ((2, "much"), "")]
    pairs = spark.sparkContext.parallelize(given, 5)

    def in_order(found, stream):
        before = None
        assert iter(stream) is stream
        for name in stream:
            yield found, before is None or name > before
            before = name

    assert for_each_key(pairs, key, in_order).countByValue() == {
        ((1, "much"), True): 20_000, ((1, "little"), True): 1, ((2, "much"), True): 1,
    }  # fmt: skip
    numbers = spark.sparkContext.parallelize([((1, "much"), 7), ((2, "much"), 0), ((3, "none"), 1)])
    joined = with_number(pairs, numbers, key).map(lambda each: (each[1][0], (each[0], each[1][1])))
    assert dict(joined.collect()) == {**dict.fromkeys(names, ((1, "much"), 7)), "": ((2, "much"), 0)}


@pytest.mark.engines
@pytest.mark.parametrize("names", [["a", "a"], ["a", None]])
def test_spark_compares_only_documents_with_ids_of_their_own(spark, names):
    from copydesk.services.engines.spark_together.compared_frame import compare_frame

    frame = spark.createDataFrame([(name, "A mill.") for name in names], "id string, text string")
    with pytest.raises(ValueError, match="each document needs an id of its own"):
        compare_frame(frame, DESK_OF_FILES)


# --- DuckDB ---


@pytest.mark.engines
def test_duckdb_reads_what_a_scan_has_written(articles, tmp_path, monkeypatch, capsys):
    pytest.importorskip("pyarrow", reason="pip install 'copydesk[collections]' to run this")
    pytest.importorskip("duckdb", reason="pip install duckdb to run this")
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        (tmp_path / "crawl" / str(number)).mkdir(parents=True)
        write_articles(tmp_path / "crawl" / str(number), articles[number::3])
    assert main(["scan", "crawl", "--parquet", "--output-dir", "results", "--jobs", "1"]) == 1
    (program,) = re.findall(r"(?ms)^```python\n(import duckdb\n.*?)^```$", COLLECTIONS.read_text("utf-8"))
    ran = {}
    exec(program, ran)
    found = found_by_desk(articles, jobs=1)
    findings = Counter(finding["rule"] for each in found.values() for finding in each)
    records = Counter(rule for each in found.values() for rule in {finding["rule"] for finding in each})
    most = sorted(findings, key=lambda rule: (-findings[rule], rule))[:5]
    assert ran["rules"].fetchall() == [(rule, findings[rule], records[rule]) for rule in most]
    assert most[0] in capsys.readouterr().out


# --- the programs that are printed ---


@pytest.mark.engines
@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.name)
def test_recipes_find_what_a_desk_finds(recipe, articles, tmp_path):
    if not recipe.is_installed:
        pytest.skip(f"{recipe.library} is not installed")
    if recipe.library == "pyspark" and not shutil.which("java"):
        pytest.skip("no Java here, which Spark needs")
    write_articles(tmp_path, articles[:40])
    (tmp_path / "program.py").write_text(recipe.program, "utf-8")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert found_in(tmp_path) == found_by_desk(articles[:40], jobs=1)


def test_the_page_has_a_recipe_for_each_engine_that_it_names():
    assert [recipe.library for recipe in recipes()] == [
        "datatrove", "pyspark", "ray", "daft", "dask", "apache_beam", "datasets",
    ]  # fmt: skip
