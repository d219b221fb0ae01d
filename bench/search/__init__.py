"""How well search answers: judged queries of our own, asked of either engine. See bench/search/README.md."""
