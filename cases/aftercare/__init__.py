"""What follows when rehabilitation ends: an episode with its own owner, planned visits, life areas and a decided end."""
