"""The demo's suppliers, all invented, and what they send every month."""

from __future__ import annotations

from dataclasses import dataclass

from examples.norradalen import accounts as a

ALL = tuple(range(1, 13))
ODD = (1, 3, 5, 7, 9, 11)


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier with its bankgiro, and in how many days it is to be paid."""

    name: str
    bankgiro: str
    terms: int = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """An invoice that comes again on ``day`` of ``months``: about ``net_kr`` net, give or take ``spread_kr``."""

    supplier: Supplier
    account: str
    text: str
    net_kr: int
    vat: int
    day: int
    months: tuple[int, ...] = ALL
    spread_kr: int = 0


GRANASA = Supplier("Granåsa kommun", "5290-4416")
TELE = Supplier("Åsvik Tele AB", "5321-1180")
CLOUD = Supplier("Molnhyllan IT AB", "5321-2298", 10)
COPIES = Supplier("Kopieringsboden AB", "5321-3306")
PAPER = Supplier("Pappersgården AB", "5321-4412")
COFFEE = Supplier("Kaffekvarnen Service AB", "5321-5528")
RAIL = Supplier("Dalbanan Resor AB", "5321-6633")
CARS = Supplier("Bilpoolen i Granåsa ek. för.", "5321-7748")
PRINT = Supplier("Älvens Tryckeri AB", "5321-8852")
WEB = Supplier("Fyren Webb AB", "5321-9967")
ADS = Supplier("Nyhetsbladet Norrvidd AB", "5322-1073")
ARCHIVE = Supplier("Arkivtjänst Norr AB", "5322-2188")
POST = Supplier("Postgången AB", "5322-3294")
LANDLORD = Supplier("Fastighets AB Älvstranden", "5322-4400")
INSURER = Supplier("Älvdalens Försäkring (påhittat)", "5322-5517")
AUDITOR = Supplier("Granskaren Revisionsbyrå AB", "5322-6622")
HOTEL = Supplier("Hotell Lokstallet AB", "5322-7738")
NETWORK = Supplier("Nätverket för samordningsförbund (påhittat)", "5323-2179")
MAPPER = Supplier("Kartläggaren AB", "5322-8843")
METHOD = Supplier("Metodstöd Norr AB", "5322-9959")
SAMSYN = Supplier("Samsyn Utbildning AB", "5323-1065")

STANDING = (
    Standing(TELE, a.IT, "Mobil och bredband", 905, 25, 3, spread_kr=70),
    Standing(CLOUD, a.IT, "Licenser och lagring", 1_940, 25, 5),
    Standing(COPIES, a.OFFICE, "Hyra av skrivare, kvartal", 3_450, 25, 7, (1, 4, 7, 10), spread_kr=90),
    Standing(PAPER, a.CONSUMABLES, "Kontorsmaterial", 640, 25, 10, spread_kr=210),
    Standing(COFFEE, a.CONSUMABLES, "Kaffe och frukt", 810, 12, 11, ODD, spread_kr=90),
    Standing(RAIL, a.TRAVEL, "Tågresor", 1_080, 6, 9, spread_kr=330),
    Standing(RAIL, a.TRAVEL, "Tågresor", 1_120, 6, 23, (2, 3, 5, 6, 9, 11), spread_kr=330),
    Standing(CARS, a.TRAVEL, "Bilpool", 1_780, 25, 14, ODD, spread_kr=220),
    Standing(PRINT, a.INFORMATION, "Trycksaker", 4_800, 6, 10, (2, 4, 6, 8, 10, 12), spread_kr=700),
    Standing(WEB, a.INFORMATION, "Förvaltning av webbplats", 3_900, 25, 18, (2, 5, 8, 11)),
    Standing(ADS, a.INFORMATION, "Annons", 4_200, 25, 20, (3, 10), spread_kr=300),
    Standing(ARCHIVE, a.OFFICE, "Arkiv och diarium, kvartal", 1_440, 25, 21, (3, 6, 9, 12)),
    Standing(POST, a.OFFICE, "Post och bud", 1_050, 25, 24, (2, 5, 8, 11), spread_kr=120),
    Standing(NETWORK, a.OFFICE, "Medlemsavgift", 27_000, 0, 12, (2,)),
    Standing(MAPPER, a.S02_SERVICES, "Gemensam kartläggning", 19_500, 25, 15, (1, 2, 3, 4, 5, 6, 8, 10, 11), 1_400),
    Standing(METHOD, a.S02_SERVICES, "Metodhandledning", 12_500, 25, 19, (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12), 900),
    Standing(SAMSYN, a.S02_SERVICES, "Utbildningsdag", 9_000, 25, 22, (2, 4, 6, 12), spread_kr=600),
    Standing(HOTEL, a.S02_CONFERENCE, "Parternas dialogdag, kost och logi", 14_800, 12, 26, (3, 5, 11), spread_kr=900),
    Standing(HOTEL, a.BOARD_MEETINGS, "Styrelsemöte, lokal och förtäring", 3_400, 12, 20, (2, 3, 5, 11), spread_kr=400),
)
ACCOUNTING_KR = {2025: 11_600, 2026: 12_000}
"""Granåsa's monthly price for the ekonomitjänst: a purchase with VAT, not a requisition."""
