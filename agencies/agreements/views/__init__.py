"""The pages of agreements: reading, writing a draft, its life, and what the network covers."""
