"""Systemdokumentation och behandlingshistorik (BFL 5:11), made from the workspace itself."""
