"""What a view must declare before the application starts: who may open it."""

from dataclasses import dataclass

PUBLIC, SIGNED_IN, MEMBER, PERMISSION = "public", "signed_in", "member", "permission"

# Views of libraries, with what they ask for; they check sign-in themselves where they need it.
LIBRARY_VIEWS = {
    "allauth.account": PUBLIC,
    "allauth.mfa": PUBLIC,
    "allauth.usersessions": SIGNED_IN,
    "allauth.decorators": PUBLIC,
    "django.views.i18n": PUBLIC,
    "django.contrib.staticfiles": PUBLIC,
}


@dataclass(frozen=True)
class Access:
    """One declaration: `Access.public()`, `.signed_in()`, `.member()` or `Access.to("case.work", ...)`.

    With several permissions, any one of them opens the view; rows are still limited by `visible_to`.
    """

    kind: str
    permissions: tuple[str, ...] = ()

    @classmethod
    def public(cls) -> "Access":
        """Open to everybody, signed in or not."""
        return cls(PUBLIC)

    @classmethod
    def signed_in(cls) -> "Access":
        """Open to every account, also one without a current membership."""
        return cls(SIGNED_IN)

    @classmethod
    def member(cls) -> "Access":
        """Open to everybody with a current membership, whatever the role."""
        return cls(MEMBER)

    @classmethod
    def to(cls, *permissions: str) -> "Access":
        """Open to viewers that hold any of the permissions."""
        return cls(PERMISSION, tuple(str(permission) for permission in permissions))

    def allows(self, viewer) -> bool:
        """Tell whether a viewer (with membership) may open the view at all."""
        return self.kind != PERMISSION or any(viewer.can(permission) for permission in self.permissions)


def declared(view) -> Access | None:
    """Return what a resolved view function declares, None when it declares nothing."""
    found = getattr(getattr(view, "view_class", view), "access", None) or getattr(view, "access", None)
    if isinstance(found, Access):
        return found
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    for prefix, kind in LIBRARY_VIEWS.items():
        if module.startswith(prefix):
            return Access(kind)
    return None
