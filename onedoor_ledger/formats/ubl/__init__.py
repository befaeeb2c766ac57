"""Peppol BIS Billing 3: invoices and credit notes in UBL 2.1."""
