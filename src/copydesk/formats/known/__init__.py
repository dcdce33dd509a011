"""The formats that copydesk reads: one a file, with its `Format` as FORMAT.

All of them are imported together, so a file here imports what its parser needs inside `parse`.
"""
