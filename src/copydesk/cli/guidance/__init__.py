"""Guidance: what a command says beside its result: what was left out, and what to type next."""
