"""The contract of the extracts, and its judge: what a landlord's files must look like."""
