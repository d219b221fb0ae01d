"""« Mon espace »: what awaits a member, what they keep, and the way to what is theirs."""
