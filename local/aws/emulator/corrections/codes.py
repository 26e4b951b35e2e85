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
    """A code of six digits that was sent to a user, and until when it holds."""

    def __init__(self, pool, user, attribute, seconds):
        self.attribute = attribute
        self.digits = f"{secrets.randbelow(10**6):06d}"
        self._expires = time.time() + seconds
        self.destination = user.attribute_lookup[attribute]
        self._send(pool)

    def _send(self, pool):
        config = pool.extended_config
        template = config.get("VerificationMessageTemplate") or {}
        by_mail = self.attribute == "email"
        message = (
            template.get("EmailMessage") or config.get("EmailVerificationMessage")
            if by_mail
            else template.get("SmsMessage") or config.get("SmsVerificationMessage")
        ) or "Your verification code is {####}."
        subject = template.get("EmailSubject") or config.get("EmailVerificationSubject") or "Your verification code"
        mailbox.append(
            {
                "to": self.destination,
                "medium": "EMAIL" if by_mail else "SMS",
                "subject": subject if by_mail else "",
                "message": message.replace("{####}", self.digits),
                "code": self.digits,
                "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            }
        )

    def check(self, digits):
        from moto.cognitoidp.exceptions import CodeMismatchException, ExpiredCodeException

        if time.time() >= self._expires:
            raise ExpiredCodeException(NO_CODE)
        if not secrets.compare_digest(str(digits or "").encode(), self.digits.encode()):
            raise CodeMismatchException(_WRONG_CODE)

    def details(self):
        """Where the code went, without telling the address (CodeDeliveryDetailsType)."""
        if self.attribute == "email":
            name, _, host = self.destination.partition("@")
            masked, medium = f"{name[:1]}***@{host[:1]}***", "EMAIL"
        else:
            masked, medium = f"+*******{self.destination[-4:]}", "SMS"
        return {"Destination": masked, "DeliveryMedium": medium, "AttributeName": self.attribute}
