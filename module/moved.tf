# Where an address of this module changes, the state of everybody who uses it has to follow, or Terraform destroys the
# user pool and makes an empty one. A `moved` block from the old address to the new one stands here then, for good, and
# CHANGELOG.md names it. None has been needed so far.
