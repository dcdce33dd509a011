"""Narrowing: findings that a run leaves out."""
