"""The invitation mail: a constant text and the link, not a word about who, what or why."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from agencies.people.models import Invitation
from core.kernel import clock

log = logging.getLogger("ampk.people")


def send_invitation(invitation_id: int, token: str) -> bool:
    """Send the link and note that it left; return False when the mail server did not take it.

    Called after the commit.  The token is nowhere else, so a mail that failed is repeated by a new invitation.
    """
    invitation = Invitation.objects.get(pk=invitation_id)
    link = settings.SITE_ADDRESS.rstrip("/") + reverse("accept_invitation", args=[token])
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string("mail/invitation_subject.txt").strip()
        body = render_to_string("mail/invitation.txt", {"link": link})
    mail = EmailMessage(subject, body, to=[invitation.email], headers={"Auto-Submitted": "auto-generated"})
    try:
        mail.send()
    except OSError:
        log.warning("invitation not sent", extra={"count": 1})
        return False
    Invitation.objects.filter(pk=invitation_id).update(mailed_at=clock.now())
    return True
