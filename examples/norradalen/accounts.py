"""The accounts of the association's book, by what they are used for (``ledger/association/chart.beancount``)."""

from __future__ import annotations

SHORT = {
    "fk": "FK",
    "af": "AF",
    "norrvidd": "Region",
    "granasa": "Granåsa",
    "kvarnsund": "Kvarnsund",
    "tallhed": "Tallhed",
    "lillvattna": "Lillvattna",
    "ssc": "SSC",
}
"""Participant id to the component that stands for it in account names."""
NAMES = {
    "fk": "Försäkringskassan",
    "af": "Arbetsförmedlingen",
    "norrvidd": "Region Norrvidd",
    "granasa": "Granåsa kommun",
    "kvarnsund": "Kvarnsunds kommun",
    "tallhed": "Tallheds kommun",
    "lillvattna": "Lillvattna kommun",
    "ssc": "Statens servicecenter",
}
MEASURES = {
    "i01": "I01-MIA",
    "i02": "I02-UngaVägar",
    "i03": "I03-Rehabkoordinering",
    "i04": "I04-IPS",
    "i05": "I05-SpråkArbete",
    "i06": "I06-Kraftsamling",
    "s01": "S01-GemensamIngång",
    "s02": "S02-Kompetens",
}
"""Measure id to its account component."""
INVENTORY = "Tillgångar:Anläggning:Inventarier"
DEPRECIATED = "Tillgångar:Anläggning:InventarierAvskrivning"
ESF_CLAIM = "Tillgångar:Fordran:ESF"
TAX_ACCOUNT = "Tillgångar:Fordran:Skattekonto"
VAT = "Tillgångar:Fordran:MomsErsättningsbar"
VAT_APPLIED = "Tillgångar:Fordran:MomsAnsökt"
REPAYMENT_CLAIM = "Tillgångar:Fordran:ÅterkravPart"
PREPAID_COST = "Tillgångar:Interim:FörutbetaldKostnad"
ADVANCE = "Tillgångar:Interim:FörskottPart"
BANK = "Tillgångar:Bank:Transaktionskonto"
EQUITY = "EgetKapital:Ingående"
SUPPLIERS = "Skulder:Leverantörer"
WITHHELD_TAX = "Skulder:Personal:Källskatt"
EMPLOYER_FEE = "Skulder:Personal:Arbetsgivaravgift"
NET_WAGES = "Skulder:Personal:Nettolön"
VACATION = "Skulder:Interim:UpplupenSemester"
PENSION_DEBT = "Skulder:Interim:UpplupenPension"
FEES_DEBT = "Skulder:Interim:UpplupnaAvgifter"
PREPAID_CONTRIBUTION = "Skulder:Interim:FörutbetaltMedlemsbidrag"
ACCRUED_MEASURE = "Skulder:Interim:UpplupenInsatskostnad"
ACCRUED_OTHER = "Skulder:Interim:UpplupetÖvrigt"
OBSERVATION = "Skulder:Interim:Observation"
ESF_INCOME = "Intäkter:ESF"
REPAID = "Intäkter:ÅterbetaldaInsatsmedel"
INTEREST = "Intäkter:Ränta"
S02_SERVICES = "Kostnader:Insatser:S02-Kompetens:KöptaTjänster"
S02_CONFERENCE = "Kostnader:Insatser:S02-Kompetens:Konferens"
BOARD_FEES = "Kostnader:Styrelse:Arvoden"
BOARD_LOST_EARNINGS = "Kostnader:Styrelse:FörloradArbetsförtjänst"
BOARD_EMPLOYER = "Kostnader:Styrelse:Arbetsgivaravgift"
BOARD_MEETINGS = "Kostnader:Styrelse:Sammanträden"
AUDIT = "Kostnader:Revision:Räkenskapsrevision"
AUDIT_MANAGEMENT = "Kostnader:Revision:Förvaltningsrevision"
WAGES = "Kostnader:Kansli:Löner"
VACATION_COST = "Kostnader:Kansli:Semesterlöneskuld"
EMPLOYER_COST = "Kostnader:Kansli:Arbetsgivaravgift"
CONTRACT_INSURANCE = "Kostnader:Kansli:Avtalsförsäkring"
PENSION = "Kostnader:Kansli:Pension"
PENSION_TAX = "Kostnader:Kansli:Löneskatt"
RENT = "Kostnader:Kansli:Lokalhyra"
CONSUMABLES = "Kostnader:Kansli:Förbrukning"
OFFICE = "Kostnader:Kansli:Kontor"
IT = "Kostnader:Kansli:TeleIT"
TRAVEL = "Kostnader:Kansli:Resor"
INFORMATION = "Kostnader:Kansli:Information"
INSURANCE = "Kostnader:Kansli:Försäkring"
ACCOUNTING = "Kostnader:Kansli:Ekonomitjänst"
BANK_FEE = "Kostnader:Kansli:Bankavgift"
ROUNDING = "Kostnader:Kansli:Öresavrundning"
DEPRECIATION = "Kostnader:Kansli:Avskrivning"


def receivable(member: str) -> str:
    """A member's contribution due."""
    return f"Tillgångar:Fordran:Medlem:{SHORT[member]}"


def contribution(member: str) -> str:
    """A member's contribution income."""
    return f"Intäkter:Medlemsbidrag:{SHORT[member]}"


def requisition_debt(party: str) -> str:
    """What a party has requisitioned and not been paid."""
    return f"Skulder:Rekvisition:{SHORT[party]}"


def measure_cost(measure: str, party: str) -> str:
    """The cost of a measure, by the kind of party that receives it."""
    receiver = {"fk": "Stat", "af": "Stat", "norrvidd": "Region"}.get(party, "Kommun")
    return f"Kostnader:Insatser:{MEASURES[measure]}:{receiver}"
