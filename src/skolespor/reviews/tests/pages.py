"""The addresses of the self-review, and what stands on its pages."""

from django.urls import reverse


def text(answer):
    return " ".join(answer.content.decode().split())


def page(name, *parts):
    return reverse(f"reviews:{name}", args=parts)
