"""Measurements of accuracy and speed, run by hand: python -m bench NAME CORPORA …"""
