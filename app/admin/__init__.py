"""The administrator's command line; sees `app` and `db`, never `ui`."""
