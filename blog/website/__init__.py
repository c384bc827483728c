"""The public pages. Owns no table and no rule.

What may be shown is said by posts.visibility, how it reads by posts.composition.
"""
