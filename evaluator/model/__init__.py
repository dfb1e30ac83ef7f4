"""What an agreement, a clause and a scenario are, as their authors wrote them: nothing resolved, nothing lost."""
