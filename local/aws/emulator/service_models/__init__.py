"""Checks calls by AWS's own service models, as AWS does before it looks at anything else.

The models lie in botocore, without which moto does not run: of every parameter whether it is required, its type, length,
range, pattern and enumeration. moto checks almost none of it, so that what AWS refuses would show in production only.
"""

from .check import status  # noqa: F401
