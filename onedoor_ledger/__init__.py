"""A plain-text double-entry ledger for a Swedish samordningsförbund.

Data flows one way through the packages below; see ``docs/architecture.md``::

    formats -> rulebook -> books -> vouchers -> control -> intake -> accounts -> sharing -> reporting -> cli, fava_pages
"""

__version__ = "0.1.0"
