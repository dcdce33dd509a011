"""reStructuredText, by docutils: the reference parser, with two things of ours in it.

docutils tells lines but no columns, and needs every directive and role to be known. So its states hand each text to us
with its line (states), its inline markup is noted with offsets as docutils steps through it (inline), directives are
sorted by what their content is (directives), and texts are found again in their lines (lines).
"""
