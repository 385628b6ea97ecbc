"""One child's case: stages, notes, assessments, plans, tasks, approvals, and how it ends."""
