"""How AWS refuses a call that its model does not allow, in the form of each protocol."""

import json
import uuid
from xml.sax.saxutils import escape

#: The code of a violated constraint, where it is not the protocol's usual one.
_VIOLATION = {
    "cognito-idp": "InvalidParameterException",
    "logs": "InvalidParameterException",
    "route53": "InvalidInput",
    "s3": "InvalidArgument",
    "sns": "InvalidParameter",
}
_USUAL_VIOLATION = {"query": "ValidationError"}
#: The code of a value of the wrong type, and of a body that cannot be read.
_MALFORMED = {"lambda": "InvalidRequestContentException", "s3": "MalformedXML", "route53": "InvalidInput"}
NOT_XML = "The XML you provided was not well-formed or did not validate against our published schema"
_USUAL_MALFORMED = {"query": "MalformedInput"}


def violation(service, protocol, found):
    if service == "s3" and any("." in it.path for it in found):
        # S3 says of a document no more than that.
        return malformed(service, protocol, NOT_XML)
    code = _VIOLATION.get(service) or _USUAL_VIOLATION.get(protocol, "ValidationException")
    many = "error" if len(found) == 1 else "errors"
    return _answer(service, protocol, code, f"{len(found)} validation {many} detected: {'; '.join(it.text for it in found)}")


def malformed(service, protocol, message):
    code = _MALFORMED.get(service) or _USUAL_MALFORMED.get(protocol, "SerializationException")
    if service == "lambda":
        message = f"Could not parse request body into json: {message}"
    return _answer(service, protocol, code, message)


def unknown_operation(service, protocol, name):
    if protocol == "json":
        return _answer(service, protocol, "UnknownOperationException", f"{name} is no operation of {service}.")
    return _answer(service, protocol, "InvalidAction", f"Could not find operation {name}")


def _answer(service, protocol, code, message):
    """Status, headers and body. Each of AWS's services answers 400 to a call that it does not understand."""
    request_id = str(uuid.uuid4())
    headers = [("x-amzn-RequestId", request_id)]
    if protocol in ("json", "rest-json"):
        body = {"message": message} if protocol == "rest-json" else {"__type": code, "message": message}
        headers += [("x-amzn-ErrorType", code), ("Content-Type", f"application/{_JSON[protocol]}")]
        text = json.dumps(body)
    else:
        headers.append(("Content-Type", "text/xml"))
        error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
        if service == "s3":
            text = f"<Error>{error}<RequestId>{request_id}</RequestId></Error>"
        else:
            text = (
                f"<ErrorResponse><Error><Type>Sender</Type>{error}</Error>"
                f"<RequestId>{request_id}</RequestId></ErrorResponse>"
            )
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
    encoded = text.encode()
    return "400 Bad Request", [*headers, ("Content-Length", str(len(encoded)))], encoded


_JSON = {"json": "x-amz-json-1.1", "rest-json": "json"}
