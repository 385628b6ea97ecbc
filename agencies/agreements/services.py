def age(*, now): return 0
