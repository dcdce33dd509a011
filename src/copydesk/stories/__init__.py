"""Stories: find documents that tell one story, and compare them.

Terms, as in textual criticism. A member is an article that is checked. A witness is a document that the member is
compared with: a declared source, or another copy of the story. A reading is the wording that one of them has at a
place.
"""
