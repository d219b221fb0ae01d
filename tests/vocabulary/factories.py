import factory

from vocabulary.models import PracticeTopic, Sector, Theme


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    label = factory.Sequence(lambda n: f"Thème {n}")


class PracticeTopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PracticeTopic

    label = factory.Sequence(lambda n: f"Sujet {n}")


class SectorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sector

    label = factory.Sequence(lambda n: f"Secteur {n}")
