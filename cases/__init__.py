"""The child's file.

children: registry and family · sharing: who may see a case and why · casework: case, stages, notes, plans ·
aftercare: what follows when rehabilitation ends.
"""
