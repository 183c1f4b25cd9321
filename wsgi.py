"""The door: `gunicorn wsgi:app`, `flask --app wsgi …`."""

from shopper import create_app

app = create_app()
