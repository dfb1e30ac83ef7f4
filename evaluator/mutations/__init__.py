"""Mutation testing of clauses: would any scenario notice if the text said something slightly different?"""
