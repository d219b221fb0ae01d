"""Other words for the same thing, which editors keep: acronyms, everyday words, and what is close to it elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from search.analysis import telling, tokens
from territories.models import Country

LONGEST = 80
MOST = 12
"""Expressions on one side: each is one more thing asked at every search for another."""
MOST_WORDS = 6
SHORTEST_PLURAL = 4


def lines(text: str) -> list[str]:
    """Expressions as they are written, one a line."""
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def key(expression: str) -> tuple[str, ...]:
    """What an expression is recognised by: its stems without the words that say little. One word alone is recognised
    by itself and its plural, since its family says other things: « aide » is no « aidant »."""
    told = telling(tokens(expression))
    if len(told) == 1:
        return one_word(told[0].word, acronym=is_acronym(expression))
    return tuple(token.stem for token in told)


def one_word(word: str, *, acronym: bool) -> tuple[str]:
    """The key of a word alone, in the singular; an acronym has no plural."""
    return (f"={word if acronym or len(word) < SHORTEST_PLURAL else word.rstrip('sx')}",)


def is_acronym(expression: str) -> bool:
    """Whether it is one word in capitals: « AAH », « FSE+ »."""
    return len(tokens(expression)) == 1 and expression.isupper()


class Synonyms(models.Model):
    """Expressions that mean the same, and those that come close to them in the other country."""

    country = models.CharField("où on le dit ainsi", max_length=2, blank=True, choices=Country.choices)
    expressions = models.TextField("expressions qui veulent dire la même chose")
    close_country = models.CharField(
        "où se trouve ce qui est proche", max_length=2, blank=True, choices=Country.choices
    )
    close_expressions = models.TextField("ce qui est proche, dans l’autre pays", blank=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "synonyme ou sigle"
        verbose_name_plural = "synonymes et sigles"
        ordering = ["expressions"]

    def __str__(self) -> str:
        same, close = self.expressions_on_a_line(), self.close_on_a_line()
        return f"{same} ~ {close}" if close else same

    def save(self, *args: Any, **kwargs: Any) -> None:
        """One expression a line, whatever blanks were typed."""
        self.expressions = "\n".join(lines(self.expressions))
        self.close_expressions = "\n".join(lines(self.close_expressions))
        super().save(*args, **kwargs)

    def expressions_on_a_line(self) -> str:
        """What means the same, for a list."""
        return " = ".join(lines(self.expressions))

    def close_on_a_line(self) -> str:
        """What is close, for a list."""
        return " = ".join(lines(self.close_expressions))

    expressions_on_a_line.short_description = "veulent dire la même chose"  # type: ignore[attr-defined]
    expressions_on_a_line.admin_order_field = "expressions"  # type: ignore[attr-defined]
    close_on_a_line.short_description = "proche"  # type: ignore[attr-defined]

    @property
    def sides(self) -> list[tuple[str, list[str]]]:
        """Its countries, empty for both, each with what is said there."""
        both = [(self.country, lines(self.expressions)), (self.close_country, lines(self.close_expressions))]
        return [(country, said) for country, said in both if said]

    def clean(self) -> None:
        """One meaning an expression in each country, and nothing that every query holds."""
        if refused := dict(self._refused()):
            raise ValidationError(refused)
        if clash := self._clash():
            raise ValidationError(clash)

    def _refused(self) -> Iterator[tuple[str, str]]:
        """Fields that cannot stand as they are, each with why."""
        same, close = lines(self.expressions), lines(self.close_expressions)
        if same and len(same) < 2 and not close:
            yield "expressions", "Il en faut au moins deux, ou bien quelque chose de proche dans l’autre pays."
        for name, said in (("expressions", same), ("close_expressions", close)):
            if why := next(_faults(said), None):
                yield name, why
        if bool(close) != bool(self.close_country):
            yield "close_country", "Ce qui est proche et son pays vont ensemble : dites les deux, ou rien."
        elif close and self.country in ("", self.close_country):
            yield "country", "Dites de quel pays sont ces expressions : ce qui est proche est dans l’autre."

    def _clash(self) -> str | None:
        """Why an expression of this entry cannot stand: another entry gives it another meaning in the same country."""
        own = {(key(each), country): each for country, said in self.sides for each in said}
        for other in type(self).objects.exclude(pk=self.pk):
            for country, said in other.sides:
                for each in said:
                    found = next((own[k] for k in own if k[0] == key(each) and overlap(k[1], country)), None)
                    if found:
                        return f"« {found} » a déjà un sens dans « {other} » : complétez plutôt cette entrée-là."
        return None


def overlap(one: str, other: str) -> bool:
    """Whether somebody may hear both: the same country, or everywhere."""
    return not one or not other or one == other


def _faults(said: list[str]) -> Iterator[str]:
    if len(said) > MOST:
        yield f"{len(said)} expressions : pas plus de {MOST} par entrée."
    seen: set[tuple[str, ...]] = set()
    for each in said:
        found = tokens(each)
        if len(each) > LONGEST or len(telling(found)) > MOST_WORDS:
            yield f"« {each[:LONGEST]} » est trop long : {MOST_WORDS} mots qui comptent au plus."
        elif not found or (all(token.says_little for token in found) and not is_acronym(each)):
            yield f"« {each} » est un mot que toutes les phrases contiennent : il ne dit rien à lui seul."
        elif key(each) in seen:
            yield f"« {each} » y est déjà, au singulier, au pluriel ou presque."
        seen.add(key(each))
