"""People who write here, in the admin."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from blog.accounts.models import User
from blog.core.editing import MarkdownAdminMixin
from blog.core.pictures import PictureField

PORTRAIT_SIDE = 800
"""Pixels."""


class UserForm(UserChangeForm[User]):
    portrait = PictureField(
        required=False,
        longest=PORTRAIT_SIDE,
        widget=AdminFileWidget,
        help_text="Shown beside your notes, cropped to a circle. JPEG, PNG, WebP, AVIF or GIF.",
    )

    class Meta:
        model = User
        fields = "__all__"


class NewUserForm(AdminUserCreationForm[User]):
    class Meta:
        model = User
        fields = ("username", "display_name", "handle")


@admin.register(User)
class UserAdmin(MarkdownAdminMixin, DjangoUserAdmin[User]):
    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "public_name", "handle", "email", "is_staff", "is_active", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", "groups"]
    search_fields = ["username", "display_name", "handle", "first_name", "last_name", "email"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("As readers see you", {"fields": ["display_name", "handle", "bio", "portrait"]}),
        ("Not shown to readers", {"fields": ["first_name", "last_name", "email"]}),
        (
            "Permissions",
            {
                "classes": ["collapse"],
                "fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"],
            },
        ),
        ("Dates", {"classes": ["collapse"], "fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "display_name", "handle", "usable_password", "password1", "password2"],
            },
        ),
    ]

    @admin.display(description="name")
    def public_name(self, user: User) -> str:
        return user.public_name

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """A portrait that was replaced or cleared leaves no file behind."""
        former = User.objects.get(pk=obj.pk).portrait if change else None
        super().save_model(request, obj, form, change)
        if former and former.name and former.name != obj.portrait.name:
            former.storage.delete(former.name)
