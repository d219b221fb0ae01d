import factory

from territories.models import Basin, Country, Locality, Municipality, Territory


class TerritoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Territory

    slug = factory.Sequence(lambda n: f"territoire-{n}")
    name = factory.Sequence(lambda n: f"Territoire {n}")
    country = Country.BE


class BasinFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Basin

    territory = factory.SubFactory(TerritoryFactory)
    slug = factory.Sequence(lambda n: f"bassin-{n}")
    name = factory.Sequence(lambda n: f"Bassin {n}")


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"BE:{90000 + n}")
    name = factory.Sequence(lambda n: f"Commune {n}")
    postcode = factory.Sequence(lambda n: str(5000 + n))
    basin = factory.SubFactory(BasinFactory)
    territory = factory.SelfAttribute("basin.territory")


class LocalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Locality

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Village {n}")
    postcode = factory.SelfAttribute("municipality.postcode")
