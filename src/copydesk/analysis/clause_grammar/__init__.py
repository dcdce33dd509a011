"""Clause grammar: what no English clause can be, told by the classes of its words.

The classes are learnt from news that the model en_core_web_sm of spaCy (Explosion, MIT licence) has tagged; the table
holds no text and no part of the model.
"""
