"""The demo förbund Norrådalen (påhittat): the script that makes ``ledger/`` and ``inbox/``.

Run from the repository's root: ``python -m examples.norradalen``. Nothing in it is a real person, company or
authority; every number comes from :mod:`examples.norradalen.plan` or from the one seeded generator, so that the
same bytes come out every time. The figures are those of the demo's balance sheet and table (docs/).
"""
