"""copydesk schema: print JSON schemas, with which editors complete and check settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copydesk.cli.exit_codes import CLEAN, usage_errors
from copydesk.cli.options import run_options, settings_options
from copydesk.cli.streams import print_document
from copydesk.report.escaping import json_text


@click.command("schema")
@click.argument("kind", type=click.Choice(["config", "pack", "report"]))
@settings_options
def command(kind: str, **values: Any) -> int:
    """Print the JSON schema of copydesk.yaml (config), of a rule file (pack) or of the format json-report (report).

    Run copydesk schema config > .copydesk.schema.json, and write as the first line of copydesk.yaml: "#
    yaml-language-server: $schema=.copydesk.schema.json"
    """
    from copydesk.config.project import ProjectConfig
    from copydesk.config.schema import config_schema, pack_schema

    with usage_errors():
        if kind == "report":
            from copydesk.report.writers.json_report import SCHEMA

            schema = SCHEMA
        elif kind == "pack":
            schema = pack_schema()
        else:
            schema = config_schema(
                ProjectConfig(run_options(values)).selector_for(Path.cwd() / "any").catalogue
            )
    print_document(json_text(schema, indent=1))
    return CLEAN
