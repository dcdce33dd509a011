"""Hostile inputs: front matter, configuration and packs."""

# ruff: noqa: D103 - each case is described by its name

from __future__ import annotations

from pathlib import Path

from bench.hostile.cases import SENTENCE, case, write


@case
def front_matter_nested_a_hundred_thousand_deep(folder: Path) -> None:
    write(folder, "a.md", "---\na: " + "[" * 100_000 + "\n---\nText.\n")


@case
def front_matter_as_a_bomb_of_aliases(folder: Path) -> None:
    write(folder, "a.md", "---\n" + alias_bomb() + "---\nText.\n")


@case
def front_matter_of_nine_megabytes(folder: Path) -> None:
    write(
        folder,
        "a.md",
        "---\n" + "".join(f"key{number}: value\n" for number in range(500_000)) + "---\nText.\n",
    )


@case
def front_matter_in_json_nested_deep(folder: Path) -> None:
    write(folder, "a.md", '{\n"a": ' + "[" * 100_000 + "\n\nText.\n")


@case
def front_matter_in_toml_nested_deep(folder: Path) -> None:
    write(folder, "a.md", "+++\na = " + "[" * 100_000 + "\n+++\nText.\n")


@case
def configuration_nested_deep(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "rules: " + "{a: " * 100_000)


@case
def configuration_as_a_bomb_of_aliases(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(
        folder, "copydesk.yaml", "extends:\n" + "".join(f"  {line}\n" for line in alias_bomb().splitlines())
    )


@case
def configuration_with_a_python_object(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "extends: !!python/object/apply:os.system ['touch pwned']\n")


@case
def configuration_with_an_endless_number(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "max-file-size: " + "9" * 10_000 + "\n")


@case
def configuration_that_lifts_the_limit_of_a_sparse_file(folder: Path) -> None:
    write(folder, "copydesk.yaml", "max-file-size: 1000000\n")
    with (folder / "a.md").open("wb") as stream:
        stream.truncate(1_200_000_000)


@case
def configuration_that_is_a_folder(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    (folder / "copydesk.yaml").mkdir()


@case
def configuration_that_names_itself_as_a_pack(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "packs: [.]\n")


@case
def pyproject_with_a_mistake(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "pyproject.toml", "[tool.copydesk\n")


@case
def pyproject_nested_deep(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "pyproject.toml", "a = " + "[" * 100_000)


@case
def gitignore_with_bad_patterns(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, ".gitignore", "[\n!\n\\\n***/**\n[z-a]\n" + "*a" * 5_000 + "\n")


@case
def gitignore_of_two_hundred_thousand_lines(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, ".gitignore", "".join(f"draft-{number}.txt\n" for number in range(200_000)))


@case
def gitignore_of_two_hundred_thousand_patterns(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, ".gitignore", "".join(f"*a*a*a*b{number}\n" for number in range(200_000)))


@case
def gitignore_that_never_ends(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    (folder / ".gitignore").symlink_to("/dev/zero")


@case
def exclude_with_a_pattern_of_many_stars(folder: Path) -> None:
    write(folder, "a" * 240 + ".txt", SENTENCE)
    write(folder, "copydesk.yaml", f"exclude: ['{'*a' * 100}*b']\n")


@case
def configuration_that_never_ends(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    (folder / "copydesk.yaml").symlink_to("/dev/zero")


@case
def configuration_with_a_number_of_base_sixty(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", f"fail-on: {':'.join('1' * 400_000)}\n")


@case
def front_matter_with_a_number_of_base_sixty(folder: Path) -> None:
    write(folder, "a.md", f"---\ntitle: {':'.join('1' * 400_000)}\n---\n{SENTENCE}")


@case
def pyproject_with_a_key_of_many_parts(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "pyproject.toml", f"[tool.copydesk]\n{'.'.join('a' * 20_000)} = 1\n")


@case
def front_matter_with_a_key_of_many_parts(folder: Path) -> None:
    write(folder, "a.md", f"+++\n{'.'.join('a' * 20_000)} = 1\n+++\n{SENTENCE}")


@case
def sources_of_the_whole_machine(folder: Path) -> None:
    for number, source in enumerate(["/", "/**", "../../../../**", "/proc/self/environ"]):
        write(folder, f"{number}.md", f"---\nsources: ['{source}']\n---\n{SENTENCE}")


@case
def accept_list_that_never_ends(folder: Path) -> None:
    write(folder, "a.txt", SENTENCE)
    write(folder, "copydesk.yaml", "accept: /dev/zero\n")


@case
def a_pattern_of_three_thousand_groups(folder: Path) -> None:
    pack(folder, f"pattern: '{'(' * 3_000}a{')' * 3_000}'", SENTENCE)


@case
def a_pattern_that_repeats_repeated_groups(folder: Path) -> None:
    pack(folder, f"pattern: '{'(?:' * 15}ab{'){9}' * 15}'", SENTENCE)


@case
def a_pattern_of_parts_that_double(folder: Path) -> None:
    parts = "".join(f"  p{n}: ['{{{{p{n - 1}}}}}{{{{p{n - 1}}}}}']\n" for n in range(1, 40))
    pack(folder, f"parts:\n  p0: [a]\n{parts}pattern: '{{{{p39}}}}'", SENTENCE)


@case
def a_rule_file_that_never_ends(folder: Path) -> None:
    pack(folder, "pattern: a", SENTENCE)
    (folder / "pack" / "other.yaml").symlink_to("/dev/zero")


@case
def a_catastrophic_pattern(folder: Path) -> None:
    pack(folder, "pattern: '(?:a+)+$'", "a" * 50_000 + "b")


@case
def a_pattern_with_a_mistake(folder: Path) -> None:
    pack(folder, "pattern: '(a'", SENTENCE)


@case
def a_pattern_that_repeats_a_billion_times(folder: Path) -> None:
    pack(folder, "pattern: '((a{1,1000}){1,1000}){1,1000}'", "a" * 10_000)


@case
def a_pack_that_is_no_mapping(folder: Path) -> None:
    (folder / "pack").mkdir()
    write(folder, "pack/rule.yaml", "- a\n")
    write(folder, "copydesk.yaml", "packs: [pack]\n")
    write(folder, "a.txt", SENTENCE)


def pack(folder: Path, matcher: str, text: str) -> None:
    """A pack of one rule, and a text."""
    (folder / "pack").mkdir()
    write(folder, "pack/rule.yaml", f"summary: A rule.\nbad: a\ngood: b\n{matcher}\n")
    write(folder, "copydesk.yaml", "packs: [pack]\n")
    write(folder, "a.txt", text)


def alias_bomb() -> str:
    """YAML of a kilobyte that stands for a billion texts."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 10)}]" for depth in range(1, 9)]
    return "\n".join(lines) + "\n"
