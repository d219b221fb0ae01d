"""How somebody becomes a member: who may, by which letter, and who decides."""
