"""Persons who are perhaps one."""
