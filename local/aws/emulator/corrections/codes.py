"""The codes that users get by mail and message."""

import secrets
import time
from collections import deque

_MAILBOX_SIZE = 200
#: The messages that AWS would have sent, newest last.
mailbox = deque(maxlen=_MAILBOX_SIZE)
_WRONG_CODE = "Invalid verification code provided, please try again."
NO_CODE = "Invalid code provided, please request a code again."


class Code:
    """A code that was sent to a user, and until when it holds. `text` is its subject and message."""

    def __init__(self, pool, user, attribute, seconds, digits=6, text=None):
        self.attribute = attribute
        self.digits = f"{secrets.randbelow(10**digits):0{digits}d}"
        self._expires = time.time() + seconds
        self.destination = user.attribute_lookup[attribute]
        self._send(*(text or self._verification(pool)))

    def _verification(self, pool):
        config = pool.extended_config
        template = config.get("VerificationMessageTemplate") or {}
        by_mail = self.attribute == "email"
        message = (
            template.get("EmailMessage") or config.get("EmailVerificationMessage")
            if by_mail
            else template.get("SmsMessage") or config.get("SmsVerificationMessage")
        ) or "Your verification code is {####}."
        subject = template.get("EmailSubject") or config.get("EmailVerificationSubject") or "Your verification code"
        return subject if by_mail else "", message

    def _send(self, subject, message):
        mailbox.append(
            {
                "to": self.destination,
                "medium": "EMAIL" if self.attribute == "email" else "SMS",
                "subject": subject,
                "message": message.replace("{####}", self.digits),
                "code": self.digits,
                "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            }
        )

    def check(self, digits):
        from moto.cognitoidp.exceptions import CodeMismatchException, ExpiredCodeException

        if time.time() >= self._expires:
            raise ExpiredCodeException(NO_CODE)
        if not self.matches(digits):
            raise CodeMismatchException(_WRONG_CODE)

    def matches(self, digits):
        return secrets.compare_digest(str(digits or "").encode(), self.digits.encode())

    def details(self):
        """Where the code went, without telling the address (CodeDeliveryDetailsType)."""
        medium = "EMAIL" if self.attribute == "email" else "SMS"
        destination = masked(self.attribute, self.destination)
        return {"Destination": destination, "DeliveryMedium": medium, "AttributeName": self.attribute}


def rewrite(change):
    """Puts another text in place of the message that an address got last, or takes it back. Called at `/emulator/mail`:
    the trigger that writes messages runs beside the emulator.
    """
    for index in range(len(mailbox) - 1, -1, -1):
        mail = mailbox[index]
        if mail["to"] == change["to"]:
            if change.get("unsent"):
                del mailbox[index]
            if change.get("message") is not None:
                mail["message"] = change["message"].replace("{####}", mail["code"])
            if change.get("subject") is not None:
                mail["subject"] = change["subject"]
            return


def masked(attribute, destination):
    if attribute == "email":
        name, _, host = destination.partition("@")
        return f"{name[:1]}***@{host[:1]}***"
    return f"+*******{destination[-4:]}"
