PROGRAM_entropy := EntropyEntity
