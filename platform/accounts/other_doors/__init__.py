"""Signing in through another door, such as ProConnect or itsme: who may come in by it, and as whom."""
