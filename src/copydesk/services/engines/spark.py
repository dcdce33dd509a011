"""Spark: check the documents of a data frame, in Arrow batches and without pandas."""

from __future__ import annotations

from copydesk.services.engines.arrow_scanner import ArrowScanner
from copydesk.services.engines.library_of_engine import brought_by

with brought_by("spark"):
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema


def scan_frame(frame: DataFrame, scanner: ArrowScanner) -> DataFrame:
    """Return a data frame with a row for each document: what `scanner.schema` says.

    Nothing is shuffled: each partition is checked by itself, so that the rows are the same however many there are.

    Args:
        frame: the documents. Its other columns are not read.
        scanner: what checks them.

    Raises:
        ValueError: the columns with the text and the name are not there.
    """
    scanner.require_columns(frame.columns)
    documents = frame.select(scanner.text_field, scanner.id_field)
    return documents.mapInArrow(scanner.scan_batches, from_arrow_schema(scanner.schema))
