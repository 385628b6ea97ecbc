def agreements_of(**k): return None
