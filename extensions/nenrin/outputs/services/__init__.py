"""Services a reader may meet: comments, counters, and the policy that allows them."""
