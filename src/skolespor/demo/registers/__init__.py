"""Register files of an invented municipality, of any size, and of its neighbours as far as they concern
the same children. Nothing in them is about a real person.

`files.write_registers` writes them; `population` says who the pupils are, `decisions` what is decided
about the placed ones, `spells` where they live and learn, `days` when there is school and who is
absent, `desk` which municipality tells it, `dirt` what is wrong on purpose.
"""
