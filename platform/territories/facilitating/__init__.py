"""Pages of those who keep a place: its states of play, its first contacts, the pages it pins."""
