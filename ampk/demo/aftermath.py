def aftercare(story, case):
    pass
