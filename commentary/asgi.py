"""The ASGI entry, for hosts that offer nothing else; WSGI costs a fraction of its CPU here."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commentary.settings")
application = get_asgi_application()
