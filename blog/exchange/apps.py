from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "blog.exchange"
    label = "exchange"
    verbose_name = "Import and export"
